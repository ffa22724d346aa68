// One setting: what it is, and the control that its kind of value asks for.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Column {
    id: row

    required property int index
    required property string name
    required property string group
    required property string label
    required property string hint
    required property string kind
    required property var value
    required property var options
    required property int chosen
    required property real low
    required property real high
    required property real step
    required property bool locked
    required property bool own
    required property var page
    required property var texts
    readonly property bool first: index === 0
        || page.data(page.index(index - 1, 0), Qt.UserRole + 2) !== group

    Text {
        visible: row.first
        topPadding: row.index === 0 ? 0 : Theme.gapLarge
        bottomPadding: Theme.gapSmall
        textFormat: Text.PlainText
        text: row.group
        font.pixelSize: Theme.sizeLarge
        font.weight: Font.Bold
        color: Theme.text
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    RowLayout {
        width: parent.width
        height: 64
        spacing: Theme.gap

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            Text {
                Layout.fillWidth: true
                textFormat: Text.PlainText
                text: row.label
                wrapMode: Text.Wrap
                font.pixelSize: Theme.sizeBody
                color: Theme.text
            }

            Text {
                Layout.fillWidth: true
                visible: text !== ""
                textFormat: Text.PlainText
                text: row.hint
                wrapMode: Text.Wrap
                font.pixelSize: Theme.sizeSmall
                color: Theme.textMuted
            }
        }

        Loader {
            Layout.preferredWidth: 320
            enabled: !row.locked
            sourceComponent: row.kind === "switch" ? switching : row.kind === "choice" ? choosing
                : row.kind === "text" ? writing : counting
        }

        PushButton {
            objectName: "reset_" + row.name
            Layout.preferredWidth: 120
            visible: row.own && !row.locked
            text: row.texts.settings_default
            Accessible.name: row.label + " " + text
            onClicked: row.page.reset(row.name)
        }

        Item {
            Layout.preferredWidth: 120
            visible: !row.own || row.locked
        }
    }

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.outline
    }

    Component {
        id: switching

        RowLayout {
            spacing: Theme.gapSmall

            Repeater {
                model: [true, false]

                PushButton {
                    required property bool modelData

                    objectName: "set_" + row.name + (modelData ? "_on" : "_off")
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    text: modelData ? row.texts.settings_on : row.texts.settings_off
                    checked: row.value === modelData
                    Accessible.role: Accessible.RadioButton
                    Accessible.checked: checked
                    Accessible.name: row.label + " " + text
                    onClicked: row.page.put(row.name, modelData)
                }
            }
        }
    }

    Component {
        id: choosing

        Chooser {
            objectName: "set_" + row.name
            label: row.label
            model: row.options
            chosen: row.chosen
            onActivated: index => row.page.put(row.name, index)
        }
    }

    Component {
        id: counting

        RowLayout {
            spacing: Theme.gapSmall

            PushButton {
                objectName: "less_" + row.name
                implicitWidth: Theme.target
                padding: 0
                text: "−"
                enabled: row.value > row.low
                Accessible.name: row.label + " " + row.texts.event_look_less
                onClicked: row.page.put(row.name, Math.max(row.low, row.value - row.step))
            }

            Text {
                Layout.fillWidth: true
                textFormat: Text.PlainText
                text: row.value ?? ""
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.sizeLarge
                color: Theme.text
                opacity: row.locked ? 0.55 : 1
            }

            PushButton {
                objectName: "more_" + row.name
                implicitWidth: Theme.target
                padding: 0
                text: "＋"
                enabled: row.value < row.high
                Accessible.name: row.label + " " + row.texts.event_look_more
                onClicked: row.page.put(row.name, Math.min(row.high, row.value + row.step))
            }
        }
    }

    Component {
        id: writing

        TextLine {
            fieldName: "set_" + row.name
            value: row.value ?? ""
            field.Accessible.name: row.label
            // Also where the field is left without Enter.
            field.onEditingFinished: {
                if (field.text !== value)
                    row.page.put(row.name, field.text)
                // It shows what counts: that is not what was typed, if that was refused.
                field.text = Qt.binding(() => value)
            }
        }
    }
}
