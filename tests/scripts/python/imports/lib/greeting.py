from "./words.py" import word
from "../helper.py" import twice

print('greeting is run')


def greet(name):
    return twice(f'{word} {name}')
