-- Neovim as a client: run with -l or luafile, the folders of notes in NOTES and OTHERS, the program in NOTELINT.

local notes, others = vim.env.NOTES, vim.env.OTHERS
vim.g.notelint_command = { vim.env.NOTELINT, 'lsp' }

local function is(found, expected, what)
  if not vim.deep_equal(found, expected) then
    error(what .. ': ' .. vim.inspect(found) .. ', should be ' .. vim.inspect(expected))
  end
end

-- Code, line, first and last byte of each finding of a buffer, once they are as many as expected.
local function found(buffer, expected, what)
  local seen
  vim.wait(30000, function()
    seen = vim.tbl_map(function(at)
      return { at.code, at.lnum, at.col, at.end_col }
    end, vim.diagnostic.get(buffer))
    return vim.deep_equal(seen, expected)
  end, 20)
  is(seen, expected, what)
end

local function request(method, params)
  local answers, problem = vim.lsp.buf_request_sync(0, method, params, 30000)
  assert(answers, method .. ': ' .. tostring(problem))
  local _, answer = next(answers)
  assert(answer and not answer.err, method .. ': ' .. vim.inspect(answer))
  return answer.result
end

local function run()
  vim.cmd('filetype on')
  vim.cmd('edit ' .. vim.fn.fnameescape(notes .. '/a note.txt'))
  local buffer = vim.api.nvim_get_current_buf()
  is(vim.bo.fileformat, 'dos', 'line ends')
  -- Neovim counts bytes; the emoji have four.
  found(buffer, { { 'NB301', 1, 7, 37 } }, 'opened')

  -- In the middle of text of several bytes, before and behind.
  vim.api.nvim_buf_set_text(buffer, 1, 4, 1, 6, { 'ñ😕', 'é' })
  found(buffer, { { 'NB301', 2, 3, 33 } }, 'edited')
  vim.api.nvim_buf_set_text(buffer, 2, 33, 2, 33, { ' 😕' })
  vim.api.nvim_buf_set_lines(buffer, 0, 1, false, {})
  found(buffer, { { 'NB301', 1, 3, 33 } }, 'edited again')
  -- All of it is one change to undo.
  vim.cmd('undo')
  found(buffer, { { 'NB301', 1, 7, 37 } }, 'undone')

  vim.api.nvim_win_set_cursor(0, { 2, 10 })
  local hover = request('textDocument/hover', vim.lsp.util.make_position_params())
  local told = hover.contents.value
  assert(told:find('NB301 fax', 1, true) and told:find('Q10.3', 1, true), told)

  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  local actions = request('textDocument/codeAction', params)
  is(actions[1].title, 'Open the page of NB301 fax', 'actions')

  -- The settings are Neovim's own answer to the server's question.
  local client = vim.lsp.get_client_by_id(next(vim.lsp.buf_get_clients(buffer)))
  client.config.settings = { notelint = { select = 'DU001' } }
  client.settings = client.config.settings
  client.notify('workspace/didChangeConfiguration', { settings = client.config.settings })
  found(buffer, { { 'DU001', 0, 0, 20 } }, 'other settings')

  -- The placeholder goes in as the editor applies edits.
  vim.api.nvim_win_set_cursor(0, { 1, 3 })
  params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  actions = request('textDocument/codeAction', params)
  is(actions[1].title, 'Insert `Duration: __ min`, to be filled in', 'actions for DU001')
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  is(vim.api.nvim_buf_get_lines(buffer, 0, 1, false), { 'Duration: __ min' }, 'the placeholder')

  -- A second folder with a configuration of its own; the first stays as it is.
  vim.cmd('write!')
  vim.cmd('edit ' .. vim.fn.fnameescape(others .. '/b.txt'))
  found(0, { { 'NB101', 1, 0, 17 } }, 'another folder')

  vim.lsp.stop_client(vim.lsp.get_active_clients())
  local gone = vim.wait(30000, function()
    return vim.tbl_isempty(vim.lsp.get_active_clients())
  end, 20)
  assert(gone, 'the servers did not end')
end

local fine, problem = xpcall(run, debug.traceback)
print(fine and 'all as expected' or problem)
vim.cmd(fine and 'qall!' or 'cquit!')
