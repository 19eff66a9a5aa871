# What a worker asks before the first script that imports something.
import sys
print(*sys.stdlib_module_names, *sys.builtin_module_names)
