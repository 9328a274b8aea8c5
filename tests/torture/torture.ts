import { parseArgs } from 'node:util'
import { runTorture } from './runTorture.js'

// `npm run torture -- --seconds 60 --kills 6 --seed 7`: exit code 1 when anything that was acknowledged is lost.
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    kills: { type: 'string', default: '6' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    agents: { type: 'string', default: '16' },
    contacts: { type: 'string', default: '5000' },
  },
})
const write = (line: string): void => void process.stdout.write(`${line}\n`)

function wholeNumber(name: keyof typeof values): number {
  const number = Number(values[name])
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} is a whole number`)
  return number
}

const [seed, seconds, kills] = [wholeNumber('seed'), wholeNumber('seconds'), wholeNumber('kills')]
const [agents, contacts] = [wholeNumber('agents'), wholeNumber('contacts')]
write(`seed ${seed}: ${agents} agents, ${kills} kills in ${seconds} s`)
const { violations, figures } = await runTorture({ seconds, strikes: kills, seed, agents, contacts, log: write })
for (const [what, count] of Object.entries(figures)) write(`${String(count).padStart(8)}  ${what}`)
for (const violation of violations) write(`VIOLATION  ${violation}`)
write(violations.length === 0 ? 'nothing acknowledged was lost' : `${violations.length} violations, seed ${seed}`)
if (violations.length > 0) process.exitCode = 1
