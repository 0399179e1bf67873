#!/usr/bin/env bash
# Resets the database of an environment: scripts/reset_db.sh dev|test|prod [--with-sample-data] [--force]
set -euo pipefail
exec "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../foldbase" db reset "$@"
