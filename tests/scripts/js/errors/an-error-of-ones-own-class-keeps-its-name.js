// exit: 1
// stderr: OutOfTea: empty pot
class OutOfTea extends Error {
  name = 'OutOfTea';
}
throw new OutOfTea('empty pot');
