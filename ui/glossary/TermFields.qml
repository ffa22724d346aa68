// The form: one term while somebody writes it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Item {
    id: fields

    required property var editor
    required property var texts
    readonly property var form: editor.form
    readonly property var values: form.values

    function begin() {
        scroll.contentY = 0
        const first = form.correcting ? reading.field : ja.field
        first.forceActiveFocus(Qt.TabFocusReason)
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.gapSmall

        Text {
            Layout.leftMargin: Theme.gap
            Layout.topMargin: Theme.gap
            textFormat: Text.PlainText
            text: fields.form.adding ? fields.texts.term_new : fields.texts.term_correcting
            font.pixelSize: Theme.sizeLarge
            font.weight: Font.Bold
            color: Theme.text
        }

        ScrollPane {
            id: scroll

            Layout.fillWidth: true
            Layout.fillHeight: true
            before: 40 // the label
            after: 90 // the hint
            contentHeight: column.implicitHeight + Theme.gapLarge

            ColumnLayout {
                id: column

                x: Theme.gap
                y: Theme.gapSmall
                width: scroll.width - 2 * Theme.gap - 10
                spacing: Theme.gap

                TextLine {
                    id: ja
                    fieldName: "field_ja"
                    Layout.fillWidth: true
                    label: fields.texts.term_ja
                    hint: fields.form.correcting ? fields.texts.term_fixed_ja : ""
                    readOnly: fields.form.correcting
                    value: fields.values.ja
                    onEdited: text => fields.form.edit("ja", text)
                    onAccepted: fields.editor.save()
                }

                TextLine {
                    id: reading
                    fieldName: "field_reading"
                    Layout.fillWidth: true
                    label: fields.texts.term_reading
                    hint: fields.form.readingSuggested ? fields.texts.term_reading_suggested : ""
                    value: fields.values.reading
                    onEdited: text => fields.form.edit("reading", text)
                    onAccepted: fields.editor.save()
                }

                TextLine {
                    fieldName: "field_easy"
                    Layout.fillWidth: true
                    label: fields.texts.term_easy
                    value: fields.values.easy
                    onEdited: text => fields.form.edit("easy", text)
                    onAccepted: fields.editor.save()
                }

                TextLine {
                    fieldName: "field_aliases"
                    Layout.fillWidth: true
                    label: fields.texts.term_aliases
                    hint: fields.texts.term_aliases_hint
                    value: fields.values.aliases
                    onEdited: text => fields.form.edit("aliases", text)
                    onAccepted: fields.editor.save()
                }

                Text {
                    Layout.fillWidth: true
                    textFormat: Text.PlainText
                    text: fields.texts.term_translations_hint
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.sizeSmall
                    color: Theme.textMuted
                }

                GridLayout {
                    Layout.fillWidth: true
                    columns: width > 560 ? 2 : 1
                    columnSpacing: Theme.gap
                    rowSpacing: Theme.gap
                    uniformCellWidths: true

                    Repeater {
                        model: fields.editor.languages

                        TextLine {
                            required property var modelData

                            fieldName: "field_" + modelData.code
                            Layout.fillWidth: true
                            label: modelData.own
                            sublabel: modelData.name
                            face: modelData.face
                            value: fields.values[modelData.code] ?? ""
                            onEdited: text => fields.form.edit(modelData.code, text)
                            onAccepted: fields.editor.save()
                        }
                    }
                }

                TextLine {
                    fieldName: "field_note"
                    Layout.fillWidth: true
                    label: fields.texts.term_note
                    value: fields.values.note
                    onEdited: text => fields.form.edit("note", text)
                    onAccepted: fields.editor.save()
                }
            }
        }

        Banner {
            objectName: "formProblems"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap
            Layout.rightMargin: Theme.gap
            kind: "fault"
            compact: true
            message: fields.form.problems.join("\n")
        }

        Banner {
            objectName: "formWarnings"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap
            Layout.rightMargin: Theme.gap
            kind: "warning"
            compact: true
            message: fields.form.warnings.slice(0, 3).join("\n")
        }

        RowLayout {
            Layout.margins: Theme.gap
            Layout.topMargin: Theme.gapSmall
            spacing: Theme.gap

            PushButton {
                objectName: "saveButton"
                implicitWidth: 180
                enabled: fields.form.complete
                text: fields.texts.term_save
                font.weight: Font.Bold
                primary: true
                onClicked: fields.editor.save()
            }

            PushButton {
                objectName: "cancelButton"
                implicitWidth: 120
                text: fields.texts.term_cancel
                onClicked: fields.editor.back()
            }
        }
    }
}
