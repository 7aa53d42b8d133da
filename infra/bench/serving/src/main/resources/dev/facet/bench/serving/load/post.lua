-- Sends the pictures whose files are named in a list, each thread in a shuffled order of its own,
-- and prints what came of it as one line of JSON.
local requests, sent = {}, 0

function setup(thread)
  threads = (threads or 0) + 1
  thread:set("seed", threads)
end

function init(args)
  for name in io.lines(args[1]) do
    local file = assert(io.open(name, "rb"))
    local body = file:read("*a")
    file:close()
    requests[#requests + 1] =
      wrk.format("POST", args[2], { ["Content-Type"] = "image/jpeg", ["Host"] = wrk.headers["Host"] }, body)
  end
  math.randomseed(seed)
  for i = #requests, 2, -1 do
    local j = math.random(i)
    requests[i], requests[j] = requests[j], requests[i]
  end
end

function request()
  sent = sent + 1
  return requests[(sent - 1) % #requests + 1]
end

function done(summary, latency, all)
  local errors = summary.errors
  io.write(string.format(
    '{"seconds":%.6f,"answers":%d,"failures":%d,"broken":%d,"p50":%.3f,"p99":%.3f,"longest":%.3f,"processorSeconds":%.2f}\n',
    summary.duration / 1e6, summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3, os.clock()))
end
