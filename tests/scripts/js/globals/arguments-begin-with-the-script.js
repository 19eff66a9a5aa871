// args: first --second third=3
print(args.length, args[0].endsWith('arguments-begin-with-the-script.js'));
args = args.slice(1);
print(args.join('|'));
print(process.argv.length, process.argv.slice(2).join('|'));
