"""Starts the bundled server: `python -I -S -X utf8 main.py lsp --stdio`.

Isolated (-I) and without site (-S), so that no .pth file, sitecustomize, PYTHONPATH or stray package of the
user's can break it. What is imported comes from the archive beside this file, or from the standard library.
The archive is unpacked at the first start: modules in an archive are compiled anew at every start, which takes
half a second, and the agent must be a file that the user's own Python can run.

This file must be readable for every Python, so that an old one can say what is wrong instead of a syntax error.
"""

import os
import sys

OLDEST = (3, 9)
ENDING = ".zip.gz"
# Where to unpack if the extension's own folder cannot be written to.
ELSEWHERE = "--unpack-to="


def main():
    if sys.version_info < OLDEST:
        sys.stderr.write(
            "piptrust's server needs Python %d.%d or newer; %s is %d.%d\n"
            % (OLDEST + (sys.executable,) + tuple(sys.version_info[:2]))
        )
        return 2
    here = os.path.dirname(os.path.abspath(__file__))
    places = [here] + [word[len(ELSEWHERE) :] for word in sys.argv[1:] if word.startswith(ELSEWHERE)]
    sys.argv[1:] = [word for word in sys.argv[1:] if not word.startswith(ELSEWHERE)]
    sys.path.insert(0, unpacked(here, places))
    from piptrust.cli import program

    return program()


def unpacked(here, places):
    """The folder with the archive's content, unpacked into the first of the places that can be written to.

    Its name is the archive's, which tells its content: another one is another folder.
    """
    name = [name for name in os.listdir(here) if name.startswith("libs-") and name.endswith(ENDING)][0]
    folders = [os.path.join(place, name[: -len(ENDING)]) for place in places]
    for folder in folders:
        if os.path.isdir(folder):
            return folder
    failure = None
    for folder in folders:
        try:
            unpack(os.path.join(here, name), folder)
        except OSError as error:
            failure = error
        else:
            return folder
    raise failure


def unpack(archive, folder):
    """All of it or nothing: whoever comes at the same time sees the whole folder, or none."""
    import gzip
    import io
    import shutil
    import tempfile
    import zipfile

    parent = os.path.dirname(folder)
    if not os.path.isdir(parent):
        os.makedirs(parent)
    work = tempfile.mkdtemp(prefix=os.path.basename(folder) + ".", dir=parent)
    try:
        with gzip.open(archive) as compressed:
            content = io.BytesIO(compressed.read())
        with zipfile.ZipFile(content) as files:
            files.extractall(work)
        os.chmod(work, 0o755)
        os.rename(work, folder)
    except OSError:
        shutil.rmtree(work, ignore_errors=True)
        # Another window was faster.
        if not os.path.isdir(folder):
            raise


if __name__ == "__main__":
    sys.exit(main())
