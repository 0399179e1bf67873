"""Times `foldbase db …` and `flask db …` in turn: cold processes, one PostgreSQL, equal models."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psycopg2

port, work, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
home = Path(__file__).resolve().parents[2]
peer = work / "peer"
python = sys.executable
urls = {name: f"postgresql://postgres@localhost:{port}/{name}" for name in ("ours", "theirs")}


def sql(*statements):
    connection = psycopg2.connect(f"postgresql://postgres@localhost:{port}/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def empty(name):
    sql(f"drop database if exists {name} with (force)", f"create database {name}")


def tables(name):
    connection = psycopg2.connect(urls[name])
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.table_name, count(*) from information_schema.tables t"
            " join information_schema.columns c using (table_schema, table_name)"
            " where table_schema = 'public' group by 1 order by 1"
        )
        found = {table: columns for table, columns in cursor if "migration" not in table and "alembic" not in table}
    connection.close()
    return found


def rows(name):
    connection = psycopg2.connect(urls[name])
    counts = {}
    with connection.cursor() as cursor:
        for table in tables(name):
            cursor.execute(f"select count(*) from {table}")
            counts[table] = cursor.fetchone()[0]
    connection.close()
    return counts


def run(command, directory, variables):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FOLDBASE_")}
    started = time.perf_counter()
    done = subprocess.run(
        [str(word) for word in command],
        cwd=directory,
        env=environment | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    took = time.perf_counter() - started
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return took, done.stdout + done.stderr


def ours(*words):
    variables = {
        "FOLDBASE_ENV": "dev",
        "FOLDBASE_DATA_DIR": str(work / "data"),
        "FOLDBASE_DATABASE_URL": urls["ours"],
    }
    return run([home / "foldbase", "db", *words], work, variables)


def theirs(*words):
    variables = {"PEER_URL": urls["theirs"], "FLASK_APP": "app:create_app", "PYTHONPATH": str(peer)}
    return run(words, peer, variables)


def flask(*words):
    return theirs(python, "-m", "flask", "db", *words)


def prepare():
    """Their models are written from our tables, their rows are ours."""
    shutil.copytree(home / "benchmarks" / "db" / "peer", peer)
    empty("ours")
    ours("reset", "dev", "--force", "--with-sample-data")
    for script, target in (("write_models.py", "models.py"), ("dump_rows.py", "rows.json")):
        theirs(python, script, urls["ours"], peer / target)
    empty("theirs")
    flask("init")


def clean_versions():
    for file in (peer / "migrations" / "versions").glob("*.py"):
        file.unlink()


def clean_revisions():
    shutil.rmtree(work / "migrations", ignore_errors=True)
    (work / "migrations").mkdir()


def nothing():
    pass


CASES = [
    (
        "`db migrate`, all tables new",
        "1.0",
        (lambda: (clean_revisions(),), lambda: ours("migrate", "-m", "all", "--directory", work / "migrations")),
        (lambda: (clean_versions(), empty("theirs")), lambda: flask("migrate", "-m", "all")),
    ),
    (
        "`db upgrade`, empty to head",
        "0.5",
        (lambda: empty("ours"), lambda: ours("upgrade")),
        (lambda: empty("theirs"), lambda: flask("upgrade")),
    ),
    (
        "`db upgrade`, nothing to do",
        "0.7",
        (nothing, lambda: ours("upgrade")),
        (nothing, lambda: flask("upgrade")),
    ),
    (
        "`db migrate`, nothing changed",
        "1.0",
        (nothing, lambda: ours("migrate", "-m", "none")),
        (nothing, lambda: flask("migrate", "-m", "none")),
    ),
    (
        "`db reset dev --with-sample-data`",
        "0.7",
        (nothing, lambda: ours("reset", "dev", "--force", "--with-sample-data")),
        (nothing, lambda: theirs(python, "reset.py", "rows.json")),
    ),
]


def check_equal(case):
    """The same tables with the same columns, and after a reset the same number of rows."""
    if "migrate" in case:
        return
    if tables("ours") != tables("theirs"):
        sys.exit(f"after {case} the tables differ: {tables('ours')} and {tables('theirs')}")
    if "reset" in case:
        differing = {
            table: (count, rows("theirs")[table])
            for table, count in rows("ours").items()
            if count != rows("theirs")[table] and table not in ("audit_event", "process")
        }
        if differing:
            sys.exit(f"after {case} the numbers of rows differ: {differing}")


def median(times):
    return statistics.median(times)


def main():
    prepare()
    lines = []
    for case, aim, (our_setup, our_work), (their_setup, their_work) in CASES:
        our_times, their_times, files = [], [], []
        for round_number in range(rounds + 1):
            our_setup()
            took, text = our_work()
            their_setup()
            their_took, _ = their_work()
            if round_number == 0:
                check_equal(case)
                continue
            our_times.append(took)
            their_times.append(their_took)
            files += [float(seconds) for seconds in re.findall(r"and ([0-9.]+) s for making the sample files", text)]
        apart = f" (of it files {median(files):.2f} s)" if files else ""
        mine, other = median(our_times) - (median(files) if files else 0), median(their_times)
        lines.append(
            f"| {case} | {median(our_times):.2f} s{apart} | {other:.2f} s | {mine / other:.2f} | {aim} |"
        )
        print(lines[-1], flush=True)
    write(lines)


def write(lines):
    text = (
        "# Speed of the database commands\n\n"
        "Median wall time of cold processes, `foldbase db …` and Flask-Migrate in turn, on one PostgreSQL with\n"
        "equal tables and equal rows, passwords hashed with Argon2id at the same cost. The time in which sample\n"
        "files are made is shown apart and left out of the ratio: the peer makes none.\n\n"
        f"`benchmarks/db/run`, {rounds} rounds after one that is not counted:\n\n"
        "| command | Foldbase | Flask-Migrate | ratio | aim |\n| --- | --- | --- | --- | --- |\n"
        + "\n".join(lines)
        + "\n"
    )
    (home / "docs" / "database-performance.md").write_text(text)


main()
