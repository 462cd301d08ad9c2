" Vim syntax file
" Language: the configuration of pip, as pip reads it
"
" Three things differ from other ini files: a line that is indented goes on with the value before it, a comment
" takes a whole line, and names are split from values by '=' or ':'.

if exists('b:current_syntax')
  finish
endif

syntax case match

syntax match pipconfName /^[^[:space:]=:#;[][^=:]\{-}\ze\s*[=:]/ nextgroup=pipconfDelimiter skipwhite
syntax match pipconfDelimiter /[=:]/ contained nextgroup=pipconfValue skipwhite
syntax match pipconfValue /\S.*$/ contained contains=pipconfUrl,pipconfVariable,pipconfSwitch,pipconfNumber
syntax match pipconfContinued /^\s\+[^#;[:space:]].*$/ contains=pipconfUrl,pipconfVariable

syntax match pipconfUrl "\<[a-z][a-z0-9+.-]*://\S\+" contained contains=@NoSpell,pipconfVariable
syntax match pipconfVariable /\${[A-Z0-9_]\+}/ contained
syntax match pipconfSwitch /\c\<\%(true\|false\|yes\|no\|on\|off\)\>\ze\s*$/ contained
syntax match pipconfNumber /\<\d\+\%(\.\d\+\)\?\ze\s*$/ contained

" After the values: a comment may stand between the lines of one.
syntax match pipconfComment /^\s*[#;].*$/ contains=@Spell,pipconfTodo,pipconfAllow
syntax match pipconfAllow /piptrust:\s*allow\[[a-z, -]*\]/ contained
syntax keyword pipconfTodo contained TODO FIXME XXX

syntax match pipconfSection /^\[[^]]*\]/ contains=pipconfKnownSection
syntax match pipconfKnownSection /\[\@<=\%(global\|install\|download\|wheel\|freeze\|list\|search\|uninstall\|index\|lock\|config\|cache\|check\|debug\|hash\|help\|inspect\|show\|completion\):\?\%(env\)\?\]\@=/ contained

" What turns checks off stands out.
syntax match pipconfRisky /^trusted-host\ze\s*[=:]/ nextgroup=pipconfDelimiter skipwhite

highlight default link pipconfSection Special
highlight default link pipconfKnownSection Type
highlight default link pipconfName Identifier
highlight default link pipconfRisky WarningMsg
highlight default link pipconfDelimiter Operator
highlight default link pipconfValue String
highlight default link pipconfContinued String
highlight default link pipconfUrl Underlined
highlight default link pipconfVariable PreProc
highlight default link pipconfSwitch Boolean
highlight default link pipconfNumber Number
highlight default link pipconfComment Comment
highlight default link pipconfAllow SpecialComment
highlight default link pipconfTodo Todo

let b:current_syntax = 'pipconf'
