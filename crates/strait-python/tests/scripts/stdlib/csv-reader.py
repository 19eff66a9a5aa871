import csv
import io

text = 'name,quote,n\nann,"says ""hi"", twice",1\n"multi\nline",,2\n\n " spaced" ,x,"3"\n'
for row in csv.reader(io.StringIO(text)):
    print(row)
reader = csv.DictReader(io.StringIO("a,b\n1,2\n3\n4,5,6\n\n7,8"), restkey="rest", restval="none")
print(reader.fieldnames, list(reader), reader.line_num)
print(list(csv.DictReader(["1;2"], fieldnames=["x", "y"], delimiter=";")), list(csv.DictReader([])))
print(list(csv.DictReader(["h1,h1", "1,2"])))
print(list(csv.reader(["a;b;'c;d'"], delimiter=";", quotechar="'")), list(csv.reader(["a\tb"], dialect="excel-tab")))
print(list(csv.reader(["a, b"], skipinitialspace=True)))
print(list(csv.reader(['"a",2,3.5'], quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader(['a,"b'], quoting=csv.QUOTE_NONE)), list(csv.reader(["a\\,b,c"], escapechar="\\")))
print(list(csv.reader(['"a"b,c'])), list(csv.reader(['a"b"c,d'])), list(csv.reader(["", ",", '""'])))
print(list(csv.reader(["a,b\r\n", "c,d\r"])), list(csv.reader(['"x\r\n', 'y",z'])))
print(list(csv.reader(x for x in ["gen,1"])))
for lines, options in [
    (['"unclosed'], {"strict": True}), (['"a"b'], {"strict": True}), (["a\nb,c"], {}), (["a\0b"], {}), ([b"a,b"], {}),
    ([5], {}), (["x,1"], {"quoting": csv.QUOTE_NONNUMERIC}), (["a"], {"delimiter": ",,"}), (["a"], {"delimiter": 5}),
    (["a"], {"nope": 1}), (["a"], {"dialect": "nope"}), (["a"], {"quotechar": ""}), (["a"], {"quoting": 9}), (5, {}),
    (["a"], {"quotechar": None}), (["a\r", "b"], {}), (["a\rb"], {}),
]:
    try:
        print(lines, options, list(csv.reader(lines, **options)))
    except Exception as error:
        print(lines, options, "->", type(error).__name__, error)
print(sorted(csv.list_dialects()), csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter)
print(csv.Sniffer().has_header("name,age\nann,5\nbob,6\n"), csv.field_size_limit())
