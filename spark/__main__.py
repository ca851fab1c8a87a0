"""Fold a log by place: `python -m spark LOG.parquet PERIODS` writes the periods of every place, as Parquet."""

import argparse

from spark.fold_by_place import fold, session


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m spark", description=__doc__)
    options.add_argument("log", help="what `timeline export --format parquet` wrote, from position 1 on")
    options.add_argument("periods", help="the folder to write; there must be none yet")
    options.add_argument("--parts", type=int, help="among how many tasks the places are divided")
    options.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of Spark")
    given = options.parse_args()
    spark = session(dict(setting.split("=", 1) for setting in given.set))
    fold(spark.read.parquet(given.log), given.parts).write.parquet(given.periods)
    spark.stop()


if __name__ == "__main__":
    main()
