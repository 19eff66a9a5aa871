-- A POST of 1 KiB of JSON.
local items = {}
for i = 1, 100 do items[i] = string.format("%d", 100000 + i) end
local body = '{"message":"hello","items":[' .. table.concat(items, ",") .. ']}'
while #body < 1024 do body = body .. " " end
wrk.method = "POST"
wrk.body = body
wrk.headers["content-type"] = "application/json"
