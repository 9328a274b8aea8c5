#!/usr/bin/env node
import { createProgram } from './cli/program.js'
import { cliActor, runAs } from './database/actor.js'

await runAs(cliActor, () => createProgram().parseAsync())
