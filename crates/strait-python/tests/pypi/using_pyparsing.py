import pyparsing as pp
from pyparsing import Forward, Group, Keyword, Literal, OneOrMore, Optional, ParseException, Suppress, Word, ZeroOrMore, alphas, nums

integer = Word(nums).set_parse_action(lambda tokens: int(tokens[0]))
name = Word(alphas)
pair = Group(name('key') + Suppress('=') + integer('value'))
result = pp.DelimitedList(pair).parse_string('a=1, b=22,c = 3')
print(result.as_list(), [(each.key, each['value']) for each in result], result[1].as_dict())
expression = pp.infix_notation(integer, [
    ('-', 1, pp.OpAssoc.RIGHT, lambda tokens: -tokens[0][1]),
    (pp.one_of('* /'), 2, pp.OpAssoc.LEFT, lambda tokens: eval(''.join(map(str, tokens[0])))),
    (pp.one_of('+ -'), 2, pp.OpAssoc.LEFT, lambda tokens: eval(''.join(map(str, tokens[0])))),
])
for text in ('1 + 2 * 3', '(1 + 2) * -3', '2*(3+4)*5'):
    print(text, expression.parse_string(text, parse_all=True)[0])
value = Forward()
value <<= integer | pp.QuotedString('"') | Group(Suppress('[') + Optional(pp.DelimitedList(value)) + Suppress(']')) | Keyword('null').set_parse_action(pp.replace_with(None))
print(value.parse_string('[1, "two", [3, []], null]').as_list())
for parser, text in ((integer, 'x'), (pair, 'a=b'), (Literal('abc') + pp.StringEnd(), 'abc d'), (expression, '1 +')):
    try:
        print(parser.parse_string(text, parse_all=True))
    except ParseException as error:
        print(error, '|', error.lineno, error.column, error.explain(depth=0).splitlines()[1:])
print([(tokens[0], start, end) for tokens, start, end in integer.scan_string('a1 b22 c333')], integer.transform_string('x 007 y'))
print(name.search_string('one 2 three').as_list(), (pp.Regex(r'(?P<y>\d{4})-(?P<m>\d\d)')).parse_string('2024-05').as_dict())
print(pp.nested_expr('(', ')').parse_string('(a (b c) (d (e)))').as_list(), pp.common.number.parse_string('3.5e2'), (pp.common.ipv4_address | name).matches('1.2.3.4'))
table = pp.Dict(OneOrMore(Group(name + Suppress(':') + pp.rest_of_line)))
print(table.parse_string('a: 1\nb: x y').as_dict(), repr(pair), str(ZeroOrMore(name)), (name | integer).run_tests('abc\n12\n$', print_results=False)[0])
print(pp.counted_array(name).parse_string('2 a b c').as_list(), (name[1, 2]('names') + integer[...]).parse_string('a b 1 2').dump())
