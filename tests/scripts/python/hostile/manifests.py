# Manifests that extend each other, and lead out of the project.
from "./cycle/one/names.py" import attempt
