#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# start.sh -- `make run`: the shell for a person at a terminal, the tour for everybody else.
if [ -t 0 ] && [ -t 1 ]; then
	cat <<-END
		This is ipcsh. Things to try:
		    shmput -c 3306 42; shmcat 3306; shmrm 3306
		    mqsend -c --type 5 7777 'This is MQ!'; mqrecv --type 5 7777; mqrm 7777
		    ls | head -3; echo to a file 3>temp.txt >&3
		    coproc UP { tr a-z A-Z; }; echo data >&\$UP_w; exec {UP_w}>&-; cat <&\$UP_r
		    help, help mqrecv, exit
	END
	exec "$IPCSH" -i
fi
exec "$IPCSH" -t --show examples/tour.t
