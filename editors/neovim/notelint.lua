-- Starts notelint's language server for notes: text and Markdown under a folder with a notelint.yaml, or anywhere.
--
--   vim.g.notelint_command = { 'notelint', 'lsp' }
--   vim.g.notelint_settings = { ruleset = 'la-sapc' }    -- keys as in notelint.yaml, which it goes before

local clients = {}

local function start(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  local folder = file == '' and vim.fn.getcwd() or vim.fn.fnamemodify(file, ':p:h')
  local configuration = vim.fn.findfile('notelint.yaml', vim.fn.escape(folder, ' ,;') .. ';')
  local root = configuration == '' and folder or vim.fn.fnamemodify(configuration, ':p:h')
  local config = {
    name = 'notelint',
    cmd = vim.g.notelint_command or { 'notelint', 'lsp' },
    root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
    settings = { notelint = vim.g.notelint_settings or vim.empty_dict() },
  }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  -- Before 0.8.
  local client = clients[root]
  if not client or not vim.lsp.get_client_by_id(client) then
    client = vim.lsp.start_client(config)
    clients[root] = client
  end
  if client then
    vim.lsp.buf_attach_client(buffer, client)
  end
end

vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('notelint', {}),
  pattern = { 'text', 'markdown' },
  callback = function(event)
    start(event.buf)
  end,
})
