"""Fold a log by place: `python -m spark LOG.parquet PERIODS` writes the periods of every place, as Parquet."""

import argparse
import sys

from pyspark.errors import PySparkException

from spark.fold_by_place import LogIncomplete, check, fold, session
from store.db.errors import StoreError


def setting(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"{text} is no NAME=VALUE")
    return name, value


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m spark", description=__doc__)
    options.add_argument("log", help="what `timeline export --format parquet` wrote; or a folder of such files")
    options.add_argument("periods", help="the folder to write; there must be none yet")
    options.add_argument("--parts", type=int, metavar="N", help="among how many tasks the places are divided")
    options.add_argument("--set", type=setting, action="append", default=[], metavar="NAME=VALUE", help="of Spark")
    given = options.parse_args()
    spark = session(dict(given.set))
    try:
        log = spark.read.parquet(given.log)
        check(log)
        fold(log, given.parts).write.parquet(given.periods)
    except (LogIncomplete, StoreError) as error:
        sys.exit(f"{given.log}: {error}")
    except PySparkException as error:
        sys.exit(_in_one_line(str(error)))
    finally:
        spark.stop()


def _in_one_line(message: str) -> str:
    """What went wrong, without where in whose code: the last line of what a worker raised, else the first."""
    lines = message.strip().splitlines()
    return lines[-1] if "Traceback" in message else lines[0]


if __name__ == "__main__":
    main()
