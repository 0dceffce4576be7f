/** The one home of the SDK of the Model Context Protocol, and of zod, by which it takes and checks arguments. */
export { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
export { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
export type { CallToolResult, ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
export { z } from 'zod';
