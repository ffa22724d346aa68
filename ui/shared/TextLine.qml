// A field to write in, with its label above and, where there is one, a hint below.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../theme"

ColumnLayout {
    id: line

    property string label: ""
    property string sublabel: ""
    property string hint: ""
    property string value: ""
    property string placeholder: ""
    property string face: ""
    property string fieldName: ""
    property bool readOnly: false
    readonly property alias field: field
    signal edited(text: string)
    signal accepted

    spacing: 4

    Row {
        spacing: Theme.gapSmall
        visible: line.label !== ""

        Text {
            textFormat: Text.PlainText
            text: line.label
            font.family: line.face !== "" ? line.face : Qt.application.font.family
            font.pixelSize: Theme.sizeSmall + 1
            font.weight: Font.Medium
            color: Theme.text
        }

        Text {
            visible: line.sublabel !== ""
            textFormat: Text.PlainText
            text: line.sublabel
            font.pixelSize: Theme.sizeSmall
            color: Theme.textMuted
        }
    }

    TextField {
        id: field

        objectName: line.fieldName
        Layout.fillWidth: true
        implicitHeight: Theme.target
        leftPadding: Theme.gap
        rightPadding: Theme.gap
        verticalAlignment: TextInput.AlignVCenter
        text: line.value
        readOnly: line.readOnly
        placeholderText: line.placeholder
        placeholderTextColor: Theme.textMuted
        font.family: line.face !== "" ? line.face : Qt.application.font.family
        font.pixelSize: Theme.sizeBody
        color: Theme.text
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentInk
        selectByMouse: true

        Accessible.role: Accessible.EditableText
        Accessible.name: line.label !== "" ? line.label : line.placeholder
        Accessible.description: line.hint

        onTextEdited: line.edited(field.text)
        onAccepted: line.accepted()

        background: Rectangle {
            radius: Theme.radius
            color: line.readOnly ? Theme.background : Theme.control
            border.width: 1
            border.color: Theme.controlBorder

            FocusRing { shown: field.activeFocus }
        }
    }

    Text {
        Layout.fillWidth: true
        visible: line.hint !== ""
        textFormat: Text.PlainText
        text: line.hint
        wrapMode: Text.Wrap
        font.pixelSize: Theme.sizeSmall
        color: Theme.textMuted
    }
}
