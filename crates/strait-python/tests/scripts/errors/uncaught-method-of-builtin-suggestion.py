words = ["b", "a"]
words.sort()
print(words)
text = "abc".uper()
