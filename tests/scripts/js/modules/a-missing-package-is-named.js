// exit: 1
// stderr: left-behind
import leftBehind from 'left-behind';
print('never', leftBehind);
