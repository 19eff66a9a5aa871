here = __file__.removesuffix('cycle/one/names.py')


def attempt(name):
    try:
        exec(f'import {name}', {'__name__': __name__, '__file__': __file__})
    except (ImportError, RuntimeError) as error:
        # The folder is another on each machine.
        print(type(error).__name__, str(error).replace(here, '...'))
    else:
        print('nothing refused it')

for name in ('nothing_such', 'escape', 'absolute', 'itself', 'evil'):
    attempt(name)
