// Runs a scenario against a script: node run.js SCRIPT, the scenario on standard input; prints the world as JSON.
//
// A scenario is JavaScript that sees `world`, `script` (the script's functions, in a fresh start of it) and `again()`,
// which starts the script anew in the same world, as every run inside Google does.
'use strict';

const fs = require('fs');
const vm = require('vm');
const { World } = require('./google_inside.js');

const source = fs.readFileSync(process.argv[2], 'utf8');
const world = new World();

function again() {
  // The same Date in and outside, for the script asks whether a cell is one.
  const globals = vm.createContext({ ...world.names(), Date });
  vm.runInContext(source, globals, { filename: 'forms.gs' });
  return globals;
}

const scenario = new Function('world', 'script', 'again', fs.readFileSync(0, 'utf8'));
const told = scenario(world, again(), again);
process.stdout.write(JSON.stringify({ ...world.state(), told: told === undefined ? null : told }));
