def run(action):
    log = []
    for i in range(3):
        try:
            log.append(f"try {i}")
            if action == "break" and i == 1:
                break
            if action == "continue" and i == 1:
                continue
            if action == "raise" and i == 1:
                raise ValueError
            log.append(f"end {i}")
        except ValueError:
            log.append("except")
            continue
        else:
            log.append("else")
        finally:
            log.append(f"finally {i}")
    else:
        log.append("loop else")
    return log


for action in ["none", "break", "continue", "raise"]:
    print(action, run(action))


def finally_wins(kind):
    while True:
        try:
            if kind == "return":
                return "from try"
            if kind == "raise":
                raise KeyError("lost")
        finally:
            break
    return "after the loop"


print(finally_wins("return"), finally_wins("raise"))


def keeps_going():
    done = 0
    while done < 3:
        try:
            return "never"
        finally:
            done += 1
            continue
    return done


print(keeps_going())
