"""Strings made by concatenation, join, slicing, replacing and splitting."""


def concatenate(count):
    text = ""
    for i in range(count):
        text += "ab"
        if i & 1:
            text += str(i)
    return text


def assemble(count):
    parts = []
    for i in range(count):
        parts.append("item ")
        parts.append(str(i))
        parts.append("\n")
    return "".join(parts)


def reverse_words(text):
    return "\n".join(" ".join(reversed(line.split(" "))) for line in text.splitlines())


def caesar(text, shift):
    result = []
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + shift) % 26 + 97)
        result.append(c)
    return "".join(result)


def checksum(text):
    total = 0
    for c in text:
        total = (total * 31 + ord(c)) & 0xFFFFFFFF
    return total


text = assemble(60_000)
mixed = concatenate(300_000)
print(len(text), len(mixed), checksum(mixed[:400_000]))
print(checksum(reverse_words(text)[:400_000]), checksum(caesar(text[:500_000], 3)))
edited = text.replace("item", "ITEM").upper().lower().title()
print(checksum(edited[:200_000]), edited.count("9"), edited.find("59999"), len(edited.split()), text[::-7][:20].strip())
