// The glossary, over the captions, which go on behind it.
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: page

    required property var editor
    required property var texts

    function takeFocus() {
        if (editor.mode === "form")
            fields.begin()
        else
            finder.begin()
    }

    color: Theme.background

    Accessible.role: Accessible.Dialog
    Accessible.name: page.texts.glossary_title

    // Clicks and the wheel must not reach the captions behind.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onWheel: event => event.accepted = true
    }

    Connections {
        target: page.editor
        function onModeChanged() {
            if (!page.editor.open)
                return
            if (page.editor.leaving)
                leaving.begin()
            else if (page.editor.mode === "form")
                fields.begin()
            else if (page.editor.mode === "choose")
                finder.begin()
            else
                finder.list.forceActiveFocus(Qt.TabFocusReason)
        }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.bar
            color: Theme.surface

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.gapLarge
                anchors.rightMargin: Theme.gapLarge
                spacing: Theme.gap

                Text {
                    Layout.fillWidth: true
                    textFormat: Text.PlainText
                    text: page.texts.glossary_title
                    font.pixelSize: Theme.sizeLarge
                    font.weight: Font.Bold
                    color: Theme.text
                    elide: Text.ElideRight
                }

                PushButton {
                    objectName: "addButton"
                    enabled: page.editor.ready && page.editor.mode === "browse"
                    text: page.texts.glossary_add
                    onClicked: page.editor.add()
                }

                PushButton {
                    objectName: "undoButton"
                    enabled: page.editor.canUndo && page.editor.mode !== "form"
                    text: page.texts.glossary_undo
                    onClicked: page.editor.undo()
                }

                PushButton {
                    objectName: "exportButton"
                    enabled: page.editor.canExport && page.editor.mode === "browse"
                    text: page.texts.glossary_export
                    onClicked: {
                        exporting.active = true
                        exporting.item.selectedFile = page.editor.exportPlace()
                        exporting.item.open()
                    }
                }

                PushButton {
                    objectName: "backButton"
                    text: page.texts.glossary_back
                    font.weight: Font.Bold
                    primary: true
                    onClicked: page.editor.close()
                }
            }

            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: 1
                color: Theme.outline
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: false
            Layout.leftMargin: Theme.gap
            Layout.rightMargin: Theme.gap
            Layout.topMargin: implicitHeight > 0 ? Theme.gap : 0
            spacing: Theme.gapSmall

            Banner {
                id: leaving

                function begin() { firstButton.forceActiveFocus(Qt.TabFocusReason) }

                objectName: "leavingBanner"
                Layout.fillWidth: true
                kind: "warning"
                message: page.editor.leaving ? page.texts.glossary_leaving : ""
                action: page.texts.term_save
                secondAction: page.texts.glossary_discard
                onActed: {
                    page.editor.stay()
                    page.editor.save()
                }
                onActedSecond: page.editor.discard()
            }

            Banner {
                objectName: "glossaryNotice"
                Layout.fillWidth: true
                kind: page.editor.noticeIsFault ? "fault" : "note"
                message: page.editor.notice
                action: page.texts.close_notice
                onActed: page.editor.dismissNotice()
            }

            Banner {
                objectName: "heardBanner"
                Layout.fillWidth: true
                kind: page.editor.rehearing.verdict === "unheard" || page.editor.rehearing.verdict === "fault"
                    ? "warning" : "note"
                message: page.editor.rehearing.message
                styled: page.editor.rehearing.marked
                action: page.texts.close_notice
                onActed: page.editor.rehearing.dismiss()
            }

            Banner {
                objectName: "chooseBanner"
                Layout.fillWidth: true
                message: page.editor.mode === "choose" ? page.editor.chooseText : ""
                action: page.texts.term_cancel
                onActed: page.editor.back()
            }
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: Theme.gap
            spacing: Theme.gap

            TermList {
                id: finder
                Layout.preferredWidth: 0.4 * page.width
                Layout.fillHeight: true
                enabled: page.editor.mode !== "form"
                opacity: enabled ? 1.0 : 0.55
                editor: page.editor
                texts: page.texts
            }

            Rectangle {
                Layout.fillWidth: true
                Layout.fillHeight: true
                radius: Theme.radius
                color: Theme.surface
                border.width: 1
                border.color: Theme.outline

                TermDetail {
                    anchors.fill: parent
                    anchors.margins: 4
                    visible: page.editor.mode !== "form"
                    editor: page.editor
                    texts: page.texts
                }

                TermFields {
                    id: fields
                    anchors.fill: parent
                    anchors.margins: 4
                    visible: page.editor.mode === "form"
                    editor: page.editor
                    texts: page.texts
                }
            }
        }
    }

    Loader {
        id: exporting
        active: false
        sourceComponent: ExportDialog {
            editor: page.editor
            texts: page.texts
        }
    }
}
