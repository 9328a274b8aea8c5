import { mutationCases } from './mutationCases.js'
import type { OperationCase } from './operationCase.js'
import { queryCases } from './queryCases.js'

/** Every root field of the schema. The walks over all operations (roles, tenancy, bad input) find their calls here. */
export const operations: Readonly<Record<string, OperationCase>> = { ...queryCases, ...mutationCases }
