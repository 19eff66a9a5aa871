import click


@click.group()
@click.option('--debug/--no-debug', default=False)
@click.version_option('1.2', prog_name='tool')
@click.pass_context
def cli(ctx, debug):
    """A tool of many parts."""
    ctx.obj = debug


@cli.command()
@click.argument('name', nargs=-1, required=True)
@click.option('-n', '--count', type=click.IntRange(1, 3), default=1, show_default=True, help='How often.')
@click.option('--color', type=click.Choice(['red', 'green']), multiple=True)
@click.pass_obj
def hello(debug, name, count, color):
    """Greets NAME."""
    for _ in range(count):
        click.echo(f'Hello {" ".join(name)} {color} {debug}')
    click.secho('styled', fg='green', bold=True)
    click.echo('problem', err=True)


@cli.command()
@click.option('--pair', type=(str, int), required=True)
@click.option('-v', count=True)
def fail(pair, v):
    """Fails."""
    raise click.ClickException(f'{pair} {v}')


for line in ('--help', 'hello --help', '--version', 'hello A B -n 2 --color red', '--debug hello A', 'hello', 'hello A -n 9',
             'hello A --color blue', 'helo', 'fail --pair a 1 -vv', 'fail --pair a b', 'fail', 'hello --wrong A'):
    try:
        cli.main(line.split(), prog_name='tool', standalone_mode=False)
    except click.exceptions.Exit as end:
        print('exit', end.exit_code)
    except click.ClickException as error:
        print(f'{type(error).__name__} {error.exit_code}: {error.format_message()}')
print(repr(click.style('x', fg='red')), click.unstyle(click.style('y', bg='blue')), click.format_filename('/a/b.txt', shorten=True))
