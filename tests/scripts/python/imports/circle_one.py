from "./circle_two.py" import two
one = 1
