#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# self.sh -- the runner runs transcripts about itself. Started by tests/run.sh with $IPCSH.
exec "$IPCSH" -t "$(dirname "$0")"
