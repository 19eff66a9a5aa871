"""JSON documents of several shapes, written and read back."""
import json


def document(count):
    return {
        "users": [
            {
                "id": i,
                "name": f"user {i}",
                "email": f"user{i}@example.com",
                "active": i % 3 == 0,
                "score": i * 1.25,
                "tags": ["a", "b\n", "é"][: i % 4],
                "address": {"street": f"{i} Main Street", "zip": None},
            }
            for i in range(count)
        ],
        "total": count,
    }


big = document(3_000)
small = {"event": "click", "x": 10, "y": 20.5, "target": {"id": "button", "classes": ["big", "red"]}}
checksum = 0
for _ in range(8):
    text = json.dumps(big)
    checksum += len(text) + len(json.loads(text)["users"])
for i in range(30_000):
    small["x"] = i
    checksum += json.loads(json.dumps(small))["x"]
checksum += len(json.dumps(big, indent=2)) + len(json.dumps(big, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
numbers = json.loads(json.dumps([i * 0.5 for i in range(100_000)]))
print(checksum, sum(numbers), json.loads(text) == big)
