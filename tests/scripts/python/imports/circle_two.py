from "./circle_one.py" import one
two = 2
