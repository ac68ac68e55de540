#!/bin/sh
# A job without a port: it is up once it has lived for a second, and is restarted when it ends.
while :; do
    date '+it is %H:%M:%S'
    sleep "${1:-10}"
done
