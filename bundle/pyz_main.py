"""What runs first in piptrust.pyz: unpacks the rest once, and starts it so that nothing of the user's can break it.

Unpacked, because modules in an archive are compiled anew at every start, which takes half a second; because the
agent must be a file that the user's own Python can run; and because an editor must be able to open the pages.

This file must be readable for every Python, so that an old one can say what is wrong instead of a syntax error.
"""

import os
import sys

OLDEST = (3, 9)
START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from piptrust.cli import program; program()"


def main():
    if sys.version_info < OLDEST:
        sys.stderr.write(
            "piptrust needs Python %d.%d or newer; %s is %d.%d\n"
            % (OLDEST + (sys.executable,) + tuple(sys.version_info[:2]))
        )
        return 2
    archive = os.path.dirname(os.path.abspath(__file__))
    try:
        folder = unpacked(archive, cache_folder(archive))
    except OSError:
        # There is no home, or none that can be written to.
        return run_from_temporary_folder(archive)
    # Isolated (-I) and without site (-S): no .pth file, sitecustomize, PYTHONPATH or stray package counts.
    command = [sys.executable, "-I", "-S", "-c", START, folder] + sys.argv[1:]
    if os.name == "nt":
        # There, exec returns to the shell at once.
        import subprocess

        return subprocess.call(command)
    os.execv(sys.executable, command)
    return None


def cache_folder(archive):
    """Where unpacked things are kept; platformdirs, which knows, is in the archive."""
    sys.path.insert(0, archive + "/libs")
    from platformdirs import user_cache_dir

    return user_cache_dir("piptrust", appauthor=False)


def unpacked(archive, place):
    """The folder with the archive's libraries. Its name tells its content: another one is another folder."""
    import zipfile

    with zipfile.ZipFile(archive) as files:
        folder = os.path.join(place, "pyz-" + files.read("digest").decode("ascii"))
        if not os.path.isdir(folder):
            unpack(files, folder)
    return os.path.join(folder, "libs")


def unpack(files, folder):
    """All of it or nothing: whoever comes at the same time sees the whole folder, or none."""
    import shutil
    import tempfile

    os.makedirs(os.path.dirname(folder), exist_ok=True)
    work = tempfile.mkdtemp(prefix=os.path.basename(folder) + ".", dir=os.path.dirname(folder))
    try:
        files.extractall(work)
        os.rename(work, folder)
    except OSError:
        shutil.rmtree(work, ignore_errors=True)
        # Another start was faster.
        if not os.path.isdir(folder):
            raise


def run_from_temporary_folder(archive):
    import shutil
    import subprocess
    import tempfile

    place = tempfile.mkdtemp(prefix="piptrust-")
    try:
        command = [sys.executable, "-I", "-S", "-c", START, unpacked(archive, place)]
        return subprocess.call(command + sys.argv[1:])
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
