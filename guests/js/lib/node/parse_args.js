// util.parseArgs.
import { codedError } from '../error.js';
import { invalidArgType, invalidArgValue, validateObject } from './errors.js';

/**
 * Parses command line arguments as Node does.
 * @returns {{ values: object, positionals: string[], tokens?: object[] }}
 */
export function parseArgs(config = {}) {
  const args = config.args ?? globalThis.process.argv.slice(2);
  const options = config.options ?? {};
  const strict = config.strict ?? true;
  const allowPositionals = config.allowPositionals ?? !strict;
  checkOptions(options);
  const tokens = tokenize(args, options);
  const values = Object.create(null);
  const positionals = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!allowPositionals) throw unexpectedPositional(token.value);
      positionals.push(token.value);
    } else if (token.kind === 'option') {
      if (strict) checkToken(token, options, allowPositionals);
      store(token, options, values, Boolean(config.allowNegative));
    }
  }
  for (const [name, { default: value }] of Object.entries(options)) {
    if (value !== undefined && values[name] === undefined) values[name] = value;
  }
  return config.tokens ? { values, positionals, tokens } : { values, positionals };
}

function checkOptions(options) {
  validateObject(options, 'options');
  for (const [name, option] of Object.entries(options)) {
    validateObject(option, `options.${name}`);
    if (option.type !== 'string' && option.type !== 'boolean') {
      throw invalidArgType(`options.${name}.type`, "one of type 'string' or 'boolean'", option.type);
    }
    if (option.short !== undefined && (typeof option.short !== 'string' || option.short.length !== 1)) {
      throw invalidArgValue(`options.${name}.short`, option.short, 'must be a single character');
    }
  }
}

/** Node's tokens: options, positionals, and the terminator `--`. */
function tokenize(args, options) {
  const byShort = new Map(Object.entries(options).map(([name, { short }]) => [short, name]));
  const takesValue = (name) => Object.hasOwn(options, name) && options[name].type === 'string';
  const tokens = [];
  const rest = args.map((arg, index) => ({ arg, index }));
  while (rest.length > 0) {
    const { arg, index } = rest.shift();
    const following = rest[0]?.arg;
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const each of rest.splice(0)) tokens.push({ kind: 'positional', index: each.index, value: each.arg });
    } else if (arg.startsWith('--')) {
      const equals = arg.indexOf('=');
      const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
      if (equals >= 0) {
        tokens.push({
          kind: 'option',
          name,
          rawName: `--${name}`,
          index,
          value: arg.slice(equals + 1),
          inlineValue: true,
        });
      } else if (takesValue(name) && isValue(following)) {
        tokens.push({ kind: 'option', name, rawName: arg, index, value: rest.shift().arg, inlineValue: false });
      } else {
        tokens.push({ kind: 'option', name, rawName: arg, index, value: undefined, inlineValue: undefined });
      }
    } else if (arg.length > 1 && arg.startsWith('-')) {
      const short = arg[1];
      const name = byShort.get(short) ?? short;
      if (arg.length === 2) {
        const value = takesValue(name) && isValue(following) ? rest.shift().arg : undefined;
        tokens.push({
          kind: 'option',
          name,
          rawName: arg,
          index,
          value,
          inlineValue: value === undefined ? undefined : false,
        });
      } else if (takesValue(name)) {
        tokens.push({ kind: 'option', name, rawName: `-${short}`, index, value: arg.slice(2), inlineValue: true });
      } else {
        // A group such as -abc is -a -bc.
        tokens.push({ kind: 'option', name, rawName: `-${short}`, index, value: undefined, inlineValue: undefined });
        rest.unshift({ arg: `-${arg.slice(2)}`, index });
      }
    } else {
      tokens.push({ kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

function isValue(arg) {
  return arg !== undefined && (arg === '-' || !arg.startsWith('-'));
}

function checkToken(token, options, allowPositionals) {
  if (!Object.hasOwn(options, token.name)) {
    const advice = allowPositionals
      ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${token.rawName}"`
      : '';
    throw codedError(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${token.rawName}'${advice}`);
  }
  const { type, short } = options[token.name];
  const shown = short === undefined ? `--${token.name}` : `-${short}, --${token.name}`;
  if (type === 'string' && typeof token.value !== 'string') {
    throw codedError(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${shown} <value>' argument missing`);
  }
  if (type === 'boolean' && token.value !== undefined) {
    throw codedError(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${shown}' does not take an argument`);
  }
}

function store({ name, value }, options, values, allowNegative) {
  if (name === '__proto__') return;
  let key = name;
  let stored = value ?? true;
  if (allowNegative && name.startsWith('no-') && value === undefined && !Object.hasOwn(options, name)) {
    key = name.slice(3);
    stored = false;
  }
  if (options[key]?.multiple) (values[key] ??= []).push(stored);
  else values[key] = stored;
}

function unexpectedPositional(value) {
  return codedError(
    TypeError,
    'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
    `Unexpected argument '${value}'. This command does not take positional arguments`,
  );
}
