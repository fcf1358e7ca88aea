"""Every exported script runs under PyTorch and finds the same values and gradients."""
import contextlib
import io
import runpy
import warnings

from .tools import FOLDER, gradus, programs


def run(failures):
    # A script that PyTorch warns of is wrong; other parts of the run may be warned.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        scripts(failures)


def scripts(failures):
    for path in programs():
        target = FOLDER / "script.py"
        gradus("export", path, "--format", "pytorch", "--output", target)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                runpy.run_path(str(target))
            failures.check(True, path.name)
        except Exception as error:
            failures.check(False, f"{path.name}: {type(error).__name__} {error}")
    wrong = target.read_text().replace("gradients = {", "gradients = {'added': (values, 0),", 1)
    target.write_text(wrong)
    try:
        runpy.run_path(str(target))
        failures.check(False, "a wrong script has to fail")
    except Exception:
        failures.check(True, "a wrong script fails")
