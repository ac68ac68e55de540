#!/bin/sh
# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
#
# run.sh PROGRAM SEEDS FOUND MAX_LEN DICTIONARY: fuzzes for FUZZ_SECONDS (60) and keeps in FOUND what
# led to new places. An input that fails is left beside it, with the command that shows it again.
set -eu
program=$1 seeds=$2 found=$3 max_len=$4 dictionary=$5
failures=$found-failures
mkdir -p "$found" "$failures"
set -- -max_total_time="${FUZZ_SECONDS:-60}" -max_len="$max_len" -timeout=5 -rss_limit_mb=1024 \
    -artifact_prefix="$failures/" -print_final_stats=1 -verbosity=0
[ ! -f "$dictionary" ] || set -- "$@" -dict="$dictionary"
# Qt draws a seed for its hashes: the same input must take the same way each time.
export QT_HASH_SEED=0 UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
if ! "$program" "$@" "$found" "$seeds"; then
    echo
    echo "An input failed. To see it again, and after a change to see it pass:"
    for input in "$failures"/*; do
        echo "  QT_HASH_SEED=0 $program $input"
    done
    echo "Mend the fault, give the input a unit test, and add it to $seeds."
    exit 1
fi
