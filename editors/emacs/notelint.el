;;; notelint.el --- Check progress notes as they are written  -*- lexical-binding: t -*-

;; With Eglot (built in from Emacs 29; the package `eglot' before), notes are checked by the language server:
;;
;;   (load "/path/to/notelint.el")
;;   (add-hook 'text-mode-hook #'notelint-eglot)
;;
;; Without it, by Flymake alone, which runs `notelint check' on each change:
;;
;;   (add-hook 'text-mode-hook #'notelint-flymake)

;;; Code:

(require 'flymake)

(defvar notelint-program "notelint" "The program.")
(defvar notelint-options nil "Further options for `notelint check', as a list; better a notelint.yaml beside the notes.")

;;; Eglot

(defvar eglot-server-programs)
(declare-function eglot-ensure "eglot")

(defun notelint-eglot ()
  "Check this note by the language server."
  (require 'eglot)
  (add-to-list 'eglot-server-programs
               (list '(text-mode markdown-mode) notelint-program "lsp"))
  (eglot-ensure))

;;; Flymake

(defvar-local notelint--process nil "The check that runs.")

(defun notelint-flymake ()
  "Check this note by Flymake, without a server."
  (add-hook 'flymake-diagnostic-functions #'notelint--check nil t)
  (flymake-mode 1))

(defun notelint--check (report &rest _)
  "Run `notelint check' on the buffer as it is, and hand what is found to REPORT."
  (when (process-live-p notelint--process)
    (kill-process notelint--process))
  (let* ((source (current-buffer))
         (name (or buffer-file-name "note.txt"))
         (output (generate-new-buffer " *notelint*"))
         (coding-system-for-write 'utf-8-unix)
         (coding-system-for-read 'utf-8-unix))
    (setq notelint--process
          (make-process
           :name "notelint" :noquery t :connection-type 'pipe :buffer output
           ;; What is told beside the findings is no finding.
           :stderr (get-buffer-create " *notelint errors*")
           :command `(,notelint-program "check" "-" "--stdin-filename" ,name
                      "--format" "json" "--quiet" ,@notelint-options)
           :sentinel
           (lambda (process _)
             (when (memq (process-status process) '(exit signal))
               (unwind-protect
                   (when (and (buffer-live-p source)
                              (eq process (buffer-local-value 'notelint--process source)))
                     (if (memq (process-exit-status process) '(0 1))
                         (funcall report (notelint--found output source))
                       (funcall report :panic :explanation "notelint could not check; see ` *notelint errors*'")))
                 (kill-buffer output))))))
    (process-send-region notelint--process (point-min) (point-max))
    (process-send-eof notelint--process)))

(defun notelint--found (output source)
  "The findings of the report in OUTPUT as diagnostics of SOURCE."
  (let ((report (with-current-buffer output
                  (goto-char (point-min))
                  (json-parse-buffer :object-type 'alist :array-type 'list))))
    (with-current-buffer source
      (save-restriction
        (widen)
        (mapcar
         (lambda (found)
           (let-alist found
             (flymake-make-diagnostic
              source
              (notelint--place .start.line .start.column)
              (notelint--place .end.line .end.column)
              (pcase .severity ("error" :error) ("warning" :warning) (_ :note))
              (format "%s: %s" .code .message))))
         (alist-get 'diagnostics report))))))

(defun notelint--place (line column)
  "The position of LINE and COLUMN, which count characters from 1."
  (save-excursion
    (goto-char (point-min))
    (forward-line (1- line))
    (min (point-max) (+ (point) (1- column)))))

(provide 'notelint)
;;; notelint.el ends here
