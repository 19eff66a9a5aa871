def größe(wert):
    return "日本語の文字列" + wert + "😀" + wert["ключ"]


print(größe.__name__)
größe("é")
