"""Writes the rows that Foldbase's reset made as JSON, in the order of the foreign keys."""

import json
import sys

from sqlalchemy import MetaData, create_engine

url, target = sys.argv[1:]
engine = create_engine(url)
metadata = MetaData()
metadata.reflect(engine)
rows = []
with engine.connect() as connection:
    for table in metadata.sorted_tables:
        if table.name.startswith("foldbase_migration"):
            continue
        for row in connection.execute(table.select()):
            rows.append((table.name, {name: value for name, value in row._mapping.items()}))

with open(target, "w") as file:
    json.dump(rows, file, default=str)
