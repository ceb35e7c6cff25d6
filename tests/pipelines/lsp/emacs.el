;;; emacs.el --- Emacs as a client: Eglot, and Flymake alone  -*- lexical-binding: t -*-
;; Run in batch mode with the folders of notes in NOTES and OTHERS, the program in NOTELINT.

(package-initialize)
(require 'eglot)
(load (expand-file-name "editors/emacs/notelint.el") nil t)
(setq notelint-program (getenv "NOTELINT")
      flymake-no-changes-timeout 0.05
      eglot-sync-connect t
      eglot-autoshutdown nil)

(defvar notes (file-name-as-directory (getenv "NOTES")))
(defvar others (file-name-as-directory (getenv "OTHERS")))

(defun is (found expected what)
  (unless (equal found expected)
    (error "%s: %S, should be %S" what found expected)))

(defun findings ()
  "Text and words of each finding of the buffer, in order."
  (mapcar (lambda (found)
            (cons (flymake-diagnostic-text found)
                  (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found))))
          (sort (flymake-diagnostics) (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun found (expected what)
  "Wait until the findings are those EXPECTED: pairs of a part of the text, and the words."
  (let ((seen nil) (tries 0))
    (while (and (< tries 600)
                (progn (setq seen (findings))
                       (not (and (= (length seen) (length expected))
                                 (seq-every-p (lambda (pair)
                                                (and (string-match-p (regexp-quote (car (cdr pair))) (car (car pair)))
                                                     (equal (cdr (cdr pair)) (cdr (car pair)))))
                                              (seq-mapn #'cons seen expected))))))
      (setq tries (1+ tries))
      (accept-process-output nil 0.05)
      (sit-for 0))
    (when (= tries 600) (error "%s: %S, should be %S" what seen expected))))

(defconst fax "Faxed the packet to DMV for ct")
(defconst drive "Drove ct to court")

(defun with-eglot ()
  (find-file (concat notes "a note.txt"))
  (text-mode)
  (notelint-eglot)
  (eglot--maybe-activate-editing-mode)
  (unless (eglot-managed-p) (apply #'eglot--connect (eglot--guess-contact)))
  (flymake-mode 1)
  (flymake-start)
  (found `(("not billable: faxing" . ,fax)) "opened")
  ;; In the middle of text of several bytes.
  (goto-char (point-min))
  (search-forward "😕")
  (insert "ñ😕")
  (forward-line 1)
  ;; Findings of the text before may still come, at columns of then. Eglot 1.9 never ends where one is in the middle of a
  ;; letter of two units, so that none begins at an odd place here.
  (insert "😕😕 ")
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (found `(("not billable: faxing" . ,fax)) "edited")
  (search-forward "Faxed")
  (let* ((server (eglot-current-server))
         (hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams)))
         (told (plist-get (plist-get hover :contents) :value)))
    (unless (string-match-p "NB301 fax" told) (error "hover: %s" told))
    (let ((actions (jsonrpc-request server :textDocument/codeAction
                                    (list :textDocument (eglot--TextDocumentIdentifier)
                                          :range (list :start (eglot--pos-to-lsp-position)
                                                       :end (eglot--pos-to-lsp-position))
                                          :context '(:diagnostics [])))))
      (is (plist-get (aref actions 0) :title) "Open the page of NB301 fax" "actions"))
    (jsonrpc-notify server :workspace/didChangeConfiguration '(:settings (:notelint (:select "DU001"))))
    (eglot-shutdown server))
  (set-buffer-modified-p nil)
  (kill-buffer))

(defun with-flymake ()
  (find-file (concat others "b.txt"))
  (text-mode)
  (notelint-flymake)
  (flymake-start)
  (found `(("NB101: not billable" . ,drive)) "checked")
  (goto-char (point-min))
  (insert "😕 ñ\n")
  (flymake-start)
  (found `(("NB101: not billable" . ,drive)) "edited")
  (search-forward "Drove")
  (delete-region (match-beginning 0) (match-end 0))
  (flymake-start)
  (found nil "taken out"))

(with-eglot)
(with-flymake)
(message "all as expected")
