import { Command } from 'commander'
import { schemaText } from '../graphql/schema.js'
import { serve } from '../serve.js'
import { registerAuditCommands } from './auditCommands.js'
import { registerDatabaseCommands } from './databaseCommands.js'
import { registerDoNotCallCommand } from './doNotCallCommand.js'
import { registerDoctorCommand } from './doctorCommand.js'
import { registerIdentityCommands } from './identityCommands.js'
import { registerImportCommand } from './importCommand.js'
import { openDatabase } from './openDatabase.js'
import { registerPolicyCommand } from './policyCommand.js'

/** The `dialqueue` command. Settings come from the environment, as for the server. */
export function createProgram(): Command {
  const program = new Command('dialqueue')
  program.description("An outbound call centre's dial queue as a GraphQL API with live subscriptions")
  program
    .command('serve')
    .description('run the server until SIGTERM (what `npm start` does)')
    .action(() => serve())
  program
    .command('schema')
    .description('print the GraphQL schema')
    .action(() => {
      process.stdout.write(schemaText())
    })
  registerDatabaseCommands(program)
  registerIdentityCommands(program)
  registerImportCommand(program, openDatabase)
  registerDoNotCallCommand(program, openDatabase)
  registerDoctorCommand(program, openDatabase)
  registerAuditCommands(program, openDatabase)
  registerPolicyCommand(program, openDatabase)
  return program
}
