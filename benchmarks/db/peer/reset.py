"""Drops and creates all tables and seeds the rows of dump_rows.py, passwords hashed anew."""

import datetime
import json
import sys
import uuid

import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.dialects import postgresql

from app import create_app, db

with open(sys.argv[1]) as file:
    rows = json.load(file)

app = create_app()
hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, hash_len=32, salt_len=16)


def value_of(column, value):
    if value is None:
        return None
    if isinstance(column.type, postgresql.UUID):
        return uuid.UUID(value)
    if isinstance(column.type, sa.TIMESTAMP):
        return datetime.datetime.fromisoformat(value)
    if column.name == "password_hash":
        return hasher.hash("a password of sixteen")
    return value


with app.app_context():
    models = {mapper.local_table.name: mapper.class_ for mapper in db.Model.registry.mappers}
    db.drop_all()
    db.create_all()
    for table, row in rows:
        model = models[table]
        columns = model.__table__.columns
        db.session.add(model(**{name: value_of(columns[name], value) for name, value in row.items()}))
        db.session.flush()
    db.session.commit()
print(len(rows), "rows")
