A pool of workers over a queue
==============================

The problem
-----------

A list of jobs and a few processes that share them, whoever is free: what `xargs -P` and `make -j` do, but with functions of
the shell for jobs, results that come back, and jobs that may be added by anybody, at any time.

The answer
----------

One queue for jobs, one for results. A job goes to one worker, and a worker that is free waits in `mqrecv`.

  $ mqnew -v jobs 0; mqnew -v results 0
  $ work() { echo $(($1 * $1)); }
  $ worker() {
  >   while mqrecv -t 20 -v job "$jobs" && [ "$job_type" -eq 1 ]; do
  >     mqsend -t 20 "$results" "$job squared is $(work "$job")"
  >   done
  > }
  $ for i in 1 2 3 4; do worker & done
  $ seq 20 | mqsend "$jobs"
  $ mqrecv -t 20 -k 20 "$results" | sort -n | sed -n '1p;7p;20p'
  1 squared is 1
  7 squared is 49
  20 squared is 400

Messages of another type send the workers home, one for each. They come behind all jobs that are there.

  $ for i in 1 2 3 4; do mqsend --type 2 "$jobs" home; done; wait
  $ mqstat -v left "$jobs"; echo "$left jobs left"
  0 jobs left

What is urgent
--------------

`--type -N` takes the lowest type first: types are then priorities.

  $ mqsend --type 3 "$jobs" sweep; mqsend --type 1 "$jobs" 'put out the fire'; mqsend --type 2 "$jobs" cook
  $ mqrecv -k 3 --type -9 "$jobs"
  put out the fire
  cook
  sweep

A job that is lost
------------------

A worker that is killed takes its job with it. Who cannot bear that lets the worker say what it began: jobs that were begun
and have no result are sent again.

  $ careful() { mqrecv -t 20 -v job "$jobs" && mqsend --type 2 "$results" "$job"; kill -s KILL $BASHPID; }
  $ mqsend "$jobs" precious; (careful) 2>/dev/null
  [137]
  $ mqrecv -n --type 2 "$results" | mqsend "$jobs"; mqrecv -n "$jobs"
  precious
  $ mqrm "$jobs" "$results"
