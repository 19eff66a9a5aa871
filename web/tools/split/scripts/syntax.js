// exit code 1
const broken = ;
