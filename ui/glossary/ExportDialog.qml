// Asks where the export goes; the operating system's own dialog where it has one.
import QtQuick.Dialogs

FileDialog {
    id: dialog

    required property var editor
    required property var texts

    title: texts.glossary_export_title
    fileMode: FileDialog.SaveFile
    defaultSuffix: "csv"
    nameFilters: [texts.glossary_export_type + " (*.csv)"]
    onAccepted: editor.exportTo(selectedFile)
}
