;;; eglot_story.el --- What a user does in Emacs, without a terminal  -*- lexical-binding: t -*-

;; emacs --batch -Q -l eglot_story.el
;;
;; INIT names the user's configuration, TARGET the file to open; PROBLEM and STATUS are patterns, and FIX is a part
;; of the title of the fix to choose.  What is seen goes to standard output, one `key: value' a line; the status is 1 when something does not happen.

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'flymake)

(setq eglot-sync-connect 30
      eglot-autoshutdown nil
      eglot-confirm-server-edits nil
      make-backup-files nil)

(defun story-say (key format &rest arguments)
  "Print KEY and the FORMAT-ted ARGUMENTS."
  (princ (concat key ": " (apply #'format format arguments) "\n")))

(defun story-wait (what probe)
  "Wait until PROBE returns something, or end with a word about WHAT."
  (let ((deadline (+ (float-time) 40)) value)
    (while (not (or (setq value (funcall probe)) (> (float-time) deadline)))
      ;; Batch mode has no idle loop: process output is read here or never.
      (accept-process-output nil 0.05))
    (unless value
      (story-say "missing" "%s" what)
      (kill-emacs 1))
    value))

(defun story-problem ()
  "The diagnostic that offers the fix, if it is there."
  (flymake-start)
  (cl-find-if (lambda (problem) (string-match-p (getenv "PROBLEM") (flymake-diagnostic-text problem)))
              (flymake-diagnostics)))

(load (getenv "INIT") nil t)
(find-file (getenv "TARGET"))
(story-say "mode" "%s" major-mode)
;; `eglot-ensure' waits for an idle moment, which batch mode does not have.
(unless (eglot-managed-p)
  (run-hooks 'post-command-hook)
  (story-wait "the server" #'eglot-managed-p))
(let ((problem (story-wait "the problem" #'story-problem)))
  (goto-char (flymake-diagnostic-beg problem))
  (story-say "problem" "%d:%d %s" (line-number-at-pos) (1+ (current-column)) (flymake-diagnostic-text problem)))

(let* ((actions (eglot-code-actions (point) (point)))
       (action (cl-find-if (lambda (action) (string-search (getenv "FIX") (plist-get action :title))) actions)))
  (story-say "actions" "%s" (mapconcat (lambda (action) (plist-get action :title)) actions " | "))
  (unless action (kill-emacs 1))
  (eglot-execute (eglot-current-server) action))

;; Changes are sent in an idle moment, too.
(eglot--signal-textDocument/didChange)
(story-wait "the end of the problem" (lambda () (not (story-problem))))
(story-say "status" "%s"
           (story-wait "the status" (lambda () (and (string-match-p (getenv "STATUS") piptrust-status) piptrust-status))))
(save-buffer)
(eglot-shutdown (eglot-current-server))

;;; eglot_story.el ends here
