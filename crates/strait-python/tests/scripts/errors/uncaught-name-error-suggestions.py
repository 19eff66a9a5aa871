def total(values):
    result = 0
    for value in values:
        result += value
    return reslt


counter = 3
for code in ["countr", "prnt", "lenn([])", "sytem", "Exceptoin", "x", "counter1", "self.x", "time.sleep(1)", "math", "strr", "TRUE", "null", "undefined_function()", "cnt"]:
    try:
        eval(code)
    except NameError as error:
        print(code, "->", error, "|", error.name)
total([1])
