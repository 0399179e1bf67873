"""Writes models.py from a live database: the tables that Foldbase's own migrations made."""

import sys

from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql

url, target = sys.argv[1:]
engine = create_engine(url)
inspector = inspect(engine)

lines = [
    "import sqlalchemy as sa",
    "from sqlalchemy.dialects import postgresql",
    "from app import db",
    "",
]


def type_of(column):
    kind = column["type"]
    if isinstance(kind, postgresql.UUID):
        return "postgresql.UUID(as_uuid=True)"
    if isinstance(kind, postgresql.JSONB):
        return "postgresql.JSONB()"
    if isinstance(kind, postgresql.TIMESTAMP):
        return f"postgresql.TIMESTAMP(timezone=True, precision={kind.precision})"
    if isinstance(kind, postgresql.BYTEA):
        return "sa.LargeBinary()"
    if isinstance(kind, postgresql.DOUBLE_PRECISION):
        return "postgresql.DOUBLE_PRECISION()"
    return "sa." + repr(kind)


def constraints(table):
    for unique in inspector.get_unique_constraints(table):
        names = ", ".join(repr(name) for name in unique["column_names"])
        yield f"db.UniqueConstraint({names}, name={unique['name']!r})"
    for check in inspector.get_check_constraints(table):
        yield f"db.CheckConstraint({check['sqltext']!r}, name={check['name']!r})"
    for key in inspector.get_foreign_keys(table):
        target = [f"{key['referred_table']}.{name}" for name in key["referred_columns"]]
        yield (
            f"db.ForeignKeyConstraint({key['constrained_columns']!r}, {target!r}, "
            f"name={key['name']!r}, ondelete={key['options'].get('ondelete')!r})"
        )
    for index in inspector.get_indexes(table):
        if not index.get("duplicates_constraint"):
            names = ", ".join(repr(name) for name in index["column_names"])
            yield f"db.Index({index['name']!r}, {names})"


for table in inspector.get_table_names():
    if table.startswith("foldbase_migration"):
        continue
    primary = set(inspector.get_pk_constraint(table)["constrained_columns"])
    name = "".join(part.capitalize() for part in table.split("_"))
    lines += ["", f"class {name}(db.Model):", f"    __tablename__ = {table!r}"]
    for column in inspector.get_columns(table):
        lines.append(
            f"    {column['name']} = db.Column({type_of(column)}, "
            f"primary_key={column['name'] in primary}, nullable={column['nullable']})"
        )
    arguments = list(constraints(table))
    if arguments:
        lines.append("    __table_args__ = (")
        lines += [f"        {argument}," for argument in arguments]
        lines.append("    )")

with open(target, "w") as file:
    file.write("\n".join(lines) + "\n")
