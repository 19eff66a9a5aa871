import csv
print(csv.loads('x'))
